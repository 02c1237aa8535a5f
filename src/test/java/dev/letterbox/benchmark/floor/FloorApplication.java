package dev.letterbox.benchmark.floor;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS of the application without Letterbox. */
@ApplicationPath("api")
public class FloorApplication extends Application {}
