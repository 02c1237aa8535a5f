package dev.letterbox.testing.otherapp;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS application of the shop. */
@ApplicationPath("api")
public class ShopWarApplication extends Application {}
