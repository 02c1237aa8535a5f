package dev.letterbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The CPU time of a process and its descendants, as Linux shows it in {@code /proc}. */
record ProcessCpu(ProcessHandle process) {

  private static final long MILLIS_PER_TICK = 10;

  /** Positions of the times in the file {@code stat}, after the name of the program. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;
  private static final int USER_TIME_OF_ENDED_CHILDREN = 13;
  private static final int SYSTEM_TIME_OF_ENDED_CHILDREN = 14;

  Duration total() {
    List<ProcessHandle> tree = Stream.concat(Stream.of(process), process.descendants()).toList();
    return Duration.ofMillis(MILLIS_PER_TICK * tree.stream().mapToLong(ProcessCpu::ticks).sum());
  }

  private static long ticks(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String line = Files.readString(stat);
      List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
      return Stream.of(
              USER_TIME, SYSTEM_TIME, USER_TIME_OF_ENDED_CHILDREN, SYSTEM_TIME_OF_ENDED_CHILDREN)
          .mapToLong(field -> Long.parseLong(fields.get(field)))
          .sum();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
      return 0; // its parent has its time
    }
  }
}
