package dev.letterbox.model;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** What went wrong, without the servers' part of it. */
final class Trace {

  private Trace() {}

  static String of(Throwable failure) {
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    return all.toString()
        .lines()
        .filter(line -> !line.startsWith("\t") || line.contains("dev.letterbox"))
        .filter(line -> !line.contains("Proxy"))
        .collect(Collectors.joining("\n"));
  }
}
