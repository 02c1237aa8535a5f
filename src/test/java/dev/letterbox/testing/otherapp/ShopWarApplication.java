package dev.letterbox.testing.otherapp;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Its resources. */
@ApplicationPath("api")
public class ShopWarApplication extends Application {}
