package dev.letterbox.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Texts that try to add headers, and a check of the headers that result. */
final class MaliciousTexts {

  /** Line breaks, characters that become one when narrowed to a byte, encoded words, syntax. */
  static final String[] PARTS = {
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u560d\u560a",
    "\u010d\u010a",
    "\u4e00",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u000b",
    "\f",
    "\u202e",
    "\ud800",
    "\udc0a",
    "=?utf-8?B?DQpCY2M6IHhAeQ==?=",
    "=?utf-8?q?=0D=0A?=",
    "\"",
    "\\",
    "<",
    ">",
    ",",
    ";",
    ":",
    "(",
    "é",
    "\ud83d\ude0a",
    " ",
    "\t",
    "Bcc: evil@example.org",
    "\r\nBcc: evil@example.org\r\n\r\n",
    "\r\n.\r\nQUIT\r\n",
    "x".repeat(90)
  };

  private MaliciousTexts() {}

  /** Up to six parts in a row. */
  static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]).append(random.nextBoolean() ? "a" : "");
    }
    return text.toString();
  }

  /** The names of an e-mail's headers; asserts that lines are valid. */
  static Set<String> parseHeaderNames(byte[] mail) {
    String text = new String(mail, ISO_8859_1);
    Set<String> names = new TreeSet<>();
    String head = text.substring(0, text.indexOf("\r\n\r\n"));
    assertFalse(head.replace("\r\n", "").matches("(?s).*[\\r\\n\\x00].*"), head);
    for (String line : head.split("\r\n", -1)) {
      assertTrue(line.length() <= 998, line);
      if (!line.startsWith(" ") && !line.startsWith("\t")) {
        names.add(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
