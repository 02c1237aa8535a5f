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
 * Puts the address at which users reach Letterbox in the place of the one that the request came to:
 * behind a proxy links would lead to where nobody gets. Without {@code letterbox.site.url} the
 * address of the request is used.
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
