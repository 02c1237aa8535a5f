package dev.letterbox.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks a line into lines that are not too long, as {@code textwrap} of Python 3.11 does with its
 * defaults: between words, behind the hyphens of a word, before and behind a dash, and inside what
 * is too long for any line. Blanks at a break vanish, those at the beginning of the text stay. A
 * tab is as many blanks as lead to the next multiple of eight.
 *
 * <p>It takes time in proportion to the text, whatever stands there.
 *
 * @param width characters (code points) of a line at most
 */
record Wrapping(int width) {

  private static final int TAB = 8;

  /**
   * What is not broken, unless it has to be: blanks, a dash between words, a word or part of one.
   */
  private static final Pattern CHUNK =
      Pattern.compile(
          """
          \\x20+
          | (?<=[\\w!"'&.,?]) -{2,}+ (?=\\w)
          | [^\\x20]+?
            (?: - (?: (?<=[^\\d\\W]{2}-) | (?<=[^\\d\\W]-[^\\d\\W]-) ) (?= [^\\d\\W] -? [^\\d\\W] )
              | (?= \\x20 | \\z )
              | (?<=[\\w!"'&.,?]) (?= -{2,}+ \\w )
            )
          """,
          Pattern.COMMENTS | Pattern.UNICODE_CHARACTER_CLASS);

  /** A part of the text, from one character to before another. */
  private record Chunk(int start, int end) {
    int length() {
      return end - start;
    }
  }

  /** Hands over the lines one by one; a blank text is one empty line. */
  void lines(String text, Consumer<String> lines) {
    String line = withoutTabs(text);
    new Work(line.codePoints().toArray(), chunks(line), lines).run();
  }

  private static String withoutTabs(String text) {
    if (text.indexOf('\t') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    int column = 0;
    for (int point : text.codePoints().toArray()) {
      int blanks = point == '\t' ? TAB - column % TAB : 0;
      if (blanks > 0) {
        expanded.append(" ".repeat(blanks));
      } else {
        expanded.appendCodePoint(point);
      }
      column += Math.max(1, blanks);
    }
    return expanded.toString();
  }

  /** The chunks, counted in code points. */
  private static Deque<Chunk> chunks(String line) {
    Deque<Chunk> chunks = new ArrayDeque<>();
    Matcher matcher = CHUNK.matcher(line);
    int start = 0;
    while (matcher.find()) {
      int end = start + line.codePointCount(matcher.start(), matcher.end());
      chunks.add(new Chunk(start, end));
      start = end;
    }
    return chunks;
  }

  /** One text on its way. */
  private final class Work {

    private final int[] text;
    private final Deque<Chunk> chunks;
    private final Consumer<String> lines;
    private boolean begun;

    Work(int[] text, Deque<Chunk> chunks, Consumer<String> lines) {
      this.text = text;
      this.chunks = chunks;
      this.lines = lines;
    }

    void run() {
      while (!chunks.isEmpty()) {
        if (begun && isBlank(chunks.peek())) {
          chunks.remove();
        }
        emit(nextLine());
      }
      if (!begun) {
        lines.accept("");
      }
    }

    private Deque<Chunk> nextLine() {
      Deque<Chunk> line = new ArrayDeque<>();
      int length = 0;
      while (!chunks.isEmpty() && length + chunks.peek().length() <= width) {
        length += chunks.peek().length();
        line.add(chunks.remove());
      }
      if (!chunks.isEmpty() && chunks.peek().length() > width) {
        line.add(begunOf(chunks.remove(), width - length));
      }
      return line;
    }

    /** As much of a chunk as there is room for; the rest is the next chunk. */
    private Chunk begunOf(Chunk chunk, int room) {
      int end = chunk.start() + room;
      int hyphen = lastHyphen(chunk.start(), end);
      if (hyphen > chunk.start() && hasOtherThanHyphens(chunk.start(), hyphen)) {
        end = hyphen + 1;
      }
      chunks.addFirst(new Chunk(end, chunk.end()));
      return new Chunk(chunk.start(), end);
    }

    private int lastHyphen(int start, int end) {
      int place = end - 1;
      while (place >= start && text[place] != '-') {
        place--;
      }
      return place;
    }

    private boolean hasOtherThanHyphens(int start, int end) {
      for (int place = start; place < end; place++) {
        if (text[place] != '-') {
          return true;
        }
      }
      return false;
    }

    private boolean isBlank(Chunk chunk) {
      for (int place = chunk.start(); place < chunk.end(); place++) {
        if (!Character.isWhitespace(text[place]) && !Character.isSpaceChar(text[place])) {
          return false;
        }
      }
      return true;
    }

    private void emit(Deque<Chunk> line) {
      if (!line.isEmpty() && isBlank(line.peekLast())) {
        line.removeLast();
      }
      if (!line.isEmpty()) {
        begun = true;
        int start = line.peekFirst().start();
        lines.accept(new String(text, start, line.peekLast().end() - start));
      }
    }
  }
}
