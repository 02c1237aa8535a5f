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
record LineWrapper(int width) {

  private static final int TAB_SIZE = 8;

  /**
   * What is not broken, unless it has to be: blanks, a dash between words, a word or part of one.
   */
  private static final Pattern CHUNK_PATTERN =
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
  private record TextChunk(int start, int end) {
    int length() {
      return end - start;
    }
  }

  /** Passes the lines to the consumer; a blank text is one empty line. */
  void wrap(String text, Consumer<String> consumer) {
    String line = expandTabs(text);
    new WrapRun(line.codePoints().toArray(), splitIntoChunks(line), consumer).run();
  }

  private static String expandTabs(String text) {
    if (text.indexOf('\t') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    int column = 0;
    for (int codePoint : text.codePoints().toArray()) {
      int blankCount = codePoint == '\t' ? TAB_SIZE - column % TAB_SIZE : 0;
      if (blankCount > 0) {
        expanded.append(" ".repeat(blankCount));
      } else {
        expanded.appendCodePoint(codePoint);
      }
      column += Math.max(1, blankCount);
    }
    return expanded.toString();
  }

  /** The chunks, counted in code points. */
  private static Deque<TextChunk> splitIntoChunks(String line) {
    Deque<TextChunk> chunks = new ArrayDeque<>();
    Matcher matcher = CHUNK_PATTERN.matcher(line);
    int start = 0;
    while (matcher.find()) {
      int end = start + line.codePointCount(matcher.start(), matcher.end());
      chunks.add(new TextChunk(start, end));
      start = end;
    }
    return chunks;
  }

  /** One text on its way. */
  private final class WrapRun {

    private final int[] text;
    private final Deque<TextChunk> chunks;
    private final Consumer<String> consumer;
    private boolean hasEmitted;

    WrapRun(int[] text, Deque<TextChunk> chunks, Consumer<String> consumer) {
      this.text = text;
      this.chunks = chunks;
      this.consumer = consumer;
    }

    void run() {
      while (!chunks.isEmpty()) {
        if (hasEmitted && isBlank(chunks.peek())) {
          chunks.remove();
        }
        emit(nextLine());
      }
      if (!hasEmitted) {
        consumer.accept("");
      }
    }

    private Deque<TextChunk> nextLine() {
      Deque<TextChunk> line = new ArrayDeque<>();
      int length = 0;
      while (!chunks.isEmpty() && length + chunks.peek().length() <= width) {
        length += chunks.peek().length();
        line.add(chunks.remove());
      }
      if (!chunks.isEmpty() && chunks.peek().length() > width) {
        line.add(splitChunk(chunks.remove(), width - length));
      }
      return line;
    }

    /** As much of a chunk as there is room for; the rest is the next chunk. */
    private TextChunk splitChunk(TextChunk chunk, int room) {
      int end = chunk.start() + room;
      int hyphen = lastHyphen(chunk.start(), end);
      if (hyphen > chunk.start() && hasOtherThanHyphens(chunk.start(), hyphen)) {
        end = hyphen + 1;
      }
      chunks.addFirst(new TextChunk(end, chunk.end()));
      return new TextChunk(chunk.start(), end);
    }

    private int lastHyphen(int start, int end) {
      int index = end - 1;
      while (index >= start && text[index] != '-') {
        index--;
      }
      return index;
    }

    private boolean hasOtherThanHyphens(int start, int end) {
      for (int index = start; index < end; index++) {
        if (text[index] != '-') {
          return true;
        }
      }
      return false;
    }

    private boolean isBlank(TextChunk chunk) {
      for (int index = chunk.start(); index < chunk.end(); index++) {
        if (!Character.isWhitespace(text[index]) && !Character.isSpaceChar(text[index])) {
          return false;
        }
      }
      return true;
    }

    private void emit(Deque<TextChunk> line) {
      if (!line.isEmpty() && isBlank(line.peekLast())) {
        line.removeLast();
      }
      if (!line.isEmpty()) {
        hasEmitted = true;
        int start = line.peekFirst().start();
        consumer.accept(new String(text, start, line.peekLast().end() - start));
      }
    }
  }
}
