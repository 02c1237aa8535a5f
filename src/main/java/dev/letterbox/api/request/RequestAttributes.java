package dev.letterbox.api.request;

/** The attributes of a request that {@link Notices} reads; their values are strings. */
public final class RequestAttributes {

  /**
   * The view of notices that the request creates, see {@link RequestView}. Letterbox sets it for
   * the JAX-RS resources of its own WAR. An application can set it before it creates a notice.
   */
  public static final String VIEW = "dev.letterbox.view";

  /** The id of the caller's session, set by the log-in of Letterbox. */
  public static final String SESSION = "dev.letterbox.session";

  private RequestAttributes() {}
}
