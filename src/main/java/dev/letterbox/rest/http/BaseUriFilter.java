package dev.letterbox.rest.http;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Replaces the base URI of a request by {@code letterbox.site.url}, if set. Behind a proxy, links
 * with the host of the request would not be reachable for clients.
 */
@Provider
@PreMatching
public class BaseUriFilter implements ContainerRequestFilter {

  @Inject private Settings settings;

  @Override
  public void filter(ContainerRequestContext request) {
    String site = settings.get(Setting.SITE_URL);
    if (!site.isEmpty()) {
      UriInfo uri = request.getUriInfo();
      URI base = URI.create(site).resolve("api/");
      String path = uri.getBaseUri().relativize(uri.getAbsolutePath()).toString();
      String query = uri.getRequestUri().getRawQuery();
      request.setRequestUri(base, URI.create(base + path + (query == null ? "" : "?" + query)));
    }
  }
}
