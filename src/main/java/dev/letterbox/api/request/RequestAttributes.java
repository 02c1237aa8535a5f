package dev.letterbox.api.request;

/** The attributes of a request that {@link Notices} looks at; values are texts. */
public final class RequestAttributes {

  /**
   * The place in the application that a request has reached: the view of the notices that it makes,
   * as it is. Letterbox sets it for the JAX-RS resources of its own WAR. Whoever knows better sets
   * it before the notice is made, see {@link RequestView}.
   */
  public static final String VIEW = "dev.letterbox.view";

  /** The id of the session in which the caller has logged in, set by the log-in of Letterbox. */
  public static final String SESSION = "dev.letterbox.session";

  private RequestAttributes() {}
}
