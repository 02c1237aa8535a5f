package dev.letterbox.testing.neighbour;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Its resources. */
@ApplicationPath("api")
public class NeighbourApplication extends Application {}
