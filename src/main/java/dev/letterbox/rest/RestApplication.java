package dev.letterbox.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything under {@code /letterbox/api}. */
@ApplicationPath("api")
public class RestApplication extends Application {}
