package dev.letterbox.benchmark;

import static java.util.stream.Collectors.joining;

import dev.letterbox.benchmark.BenchmarkRun.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of a run, as text, as JSON, and as an HTML page with a bar for each ratio. */
final class BenchmarkReport {

  private static final Path FOLDER = Path.of("target", "benchmark");
  private static final int BAR_WIDTH = 240;

  private final List<Row> rows;
  private final List<String> notes;

  /**
   * A case with its medians.
   *
   * @param ratio median of the ratios to the floor, each of one round; 0 without a floor
   * @param lowest the lowest ratio of a round
   * @param highest the highest ratio of a round
   */
  private record Row(
      BenchmarkCase measured,
      double perSecond,
      double serverMillis,
      double databaseMillis,
      double roundTrips,
      double parses,
      double ratio,
      double lowest,
      double highest) {

    boolean hasFloor() {
      return measured.floor() != null;
    }
  }

  /**
   * @param notes sentences about other figures
   */
  BenchmarkReport(
      List<BenchmarkCase> cases, Map<String, List<Sample>> samples, List<String> notes) {
    this.notes = notes;
    this.rows = cases.stream().map(each -> row(each, samples)).toList();
  }

  private static Row row(BenchmarkCase measured, Map<String, List<Sample>> samples) {
    List<Sample> own = samples.get(measured.name());
    List<Double> ratios = new ArrayList<>();
    if (measured.floor() != null) {
      List<Sample> floor = samples.get(measured.floor());
      for (int round = 0; round < own.size(); round++) {
        ratios.add(own.get(round).perSecond() / floor.get(round).perSecond());
      }
    } else {
      ratios.add(0.0);
    }
    ratios.sort(null);
    return new Row(
        measured,
        median(own, Sample::perSecond),
        median(own, Sample::serverMillis),
        median(own, Sample::databaseMillis),
        median(own, Sample::roundTrips),
        median(own, Sample::parses),
        ratios.get(ratios.size() / 2),
        ratios.get(0),
        ratios.get(ratios.size() - 1));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** A table for the log. */
  String text() {
    StringBuilder text = new StringBuilder("Benchmark, medians:\n");
    text.append(
        "%-52s %10s %9s %9s %6s %6s %6s %13s %5s%n"
            .formatted(
                "", "per s", "server ms", "db ms", "trips", "parses", "ratio", "range", "aim"));
    for (Row row : rows) {
      text.append(
          format(
              "%-52s %10.1f %9.3f %9.3f %6.1f %6.1f",
              row.measured().name(),
              row.perSecond(),
              row.serverMillis(),
              row.databaseMillis(),
              row.roundTrips(),
              row.parses()));
      if (row.hasFloor()) {
        text.append(format(" %6.2f %6.2f-%6.2f", row.ratio(), row.lowest(), row.highest()));
        text.append(row.measured().aim() > 0 ? format(" %5.2f", row.measured().aim()) : "");
      }
      text.append('\n');
    }
    return text.append(String.join("\n", notes)).toString();
  }

  /** Writes a JSON and an HTML file of this name in {@code target/benchmark}. */
  void write(String name) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name + ".json"), json());
    Files.writeString(FOLDER.resolve(name + ".html"), html());
  }

  private String json() {
    List<String> objects =
        rows.stream()
            .map(
                row ->
                    format(
                        "{\"name\":\"%s\",\"floor\":%s,\"connections\":%d,\"per_second\":%.2f,"
                            + "\"server_cpu_ms\":%.4f,\"database_cpu_ms\":%.4f,"
                            + "\"round_trips\":%.2f,\"parses\":%.2f,\"ratio\":%.3f,"
                            + "\"lowest\":%.3f,\"highest\":%.3f,\"aim\":%.2f}",
                        row.measured().name(),
                        row.hasFloor() ? "\"" + row.measured().floor() + "\"" : "null",
                        row.measured().connections(),
                        row.perSecond(),
                        row.serverMillis(),
                        row.databaseMillis(),
                        row.roundTrips(),
                        row.parses(),
                        row.ratio(),
                        row.lowest(),
                        row.highest(),
                        row.measured().aim()))
            .toList();
    return "{\"cases\":[\n%s\n],\n\"notes\":[\n%s\n]}\n"
        .formatted(
            String.join(",\n", objects),
            notes.stream().map(note -> "\"" + note + "\"").collect(joining(",\n")));
  }

  private String html() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en"><meta charset="utf-8"><title>Benchmark of Letterbox</title>
        <style>
        body { font: 14px sans-serif; margin: 2em }
        td, th { padding: 2px 12px; text-align: right; border-bottom: 1px solid #ddd }
        td:first-child, th:first-child, td:last-child { text-align: left }
        </style>
        <h1>Benchmark of Letterbox</h1>
        <p>Medians of the rounds of one run. The bar is the throughput as a part of the floor's; the
        thin line its range over the rounds, the mark its aim.</p>
        <table><tr><th>case<th>per second<th>server CPU, ms<th>database CPU, ms<th>round trips<th>parses<th>ratio<th>floor
        """);
    for (Row row : rows) {
      page.append(
          format(
              "<tr><td>%s<td>%.1f<td>%.3f<td>%.3f<td>%.1f<td>%.1f<td>%s<td>%s%n",
              row.measured().name(),
              row.perSecond(),
              row.serverMillis(),
              row.databaseMillis(),
              row.roundTrips(),
              row.parses(),
              row.hasFloor() ? format("%.2f", row.ratio()) : "",
              row.hasFloor() ? bar(row) + " " + row.measured().floor() : ""));
    }
    page.append("</table>\n");
    notes.forEach(note -> page.append("<p>").append(note).append('\n'));
    return page.append("</html>\n").toString();
  }

  private static String bar(Row row) {
    return format(
        "<svg width=\"%d\" height=\"14\"><rect width=\"%.0f\" height=\"12\" fill=\"#69c\"/>"
            + "<path d=\"M%.0f 6H%.0f\" stroke=\"#036\"/><path d=\"M%.0f 0V14\" stroke=\"#c00\"/></svg>",
        BAR_WIDTH + 4,
        width(row.ratio()),
        width(row.lowest()),
        width(row.highest()),
        width(row.measured().aim()));
  }

  private static double width(double ratio) {
    return Math.min(ratio / 2, 1) * BAR_WIDTH;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
