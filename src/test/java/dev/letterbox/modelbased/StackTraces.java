package dev.letterbox.modelbased;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** Formats exceptions without the stack frames of the server. */
final class StackTraces {

  private StackTraces() {}

  static String format(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace
        .toString()
        .lines()
        .filter(line -> !line.startsWith("\t") || line.contains("dev.letterbox"))
        .filter(line -> !line.contains("Proxy"))
        .collect(Collectors.joining("\n"));
  }
}
