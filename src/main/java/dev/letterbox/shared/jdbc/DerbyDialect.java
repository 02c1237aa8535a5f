package dev.letterbox.shared.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Embedded Derby. Its hints are comments, which end with the line. */
final class DerbyDialect extends Dialect {

  DerbyDialect() {
    super(
        Map.of(
            "for update", "",
            "for key share", "with rs",
            "for single key share", "for update with rs",
            "unlocked", "with ur",
            "on conflict do nothing", "",
            "fixed join order", hint("joinOrder=FIXED"),
            "lookup", hint("joinStrategy=NESTEDLOOP"),
            "byte order", "",
            "from dual", "from sysibm.sysdummy1"),
        Map.of(
            "index", DerbyDialect::index,
            "lower", text -> "lower(" + text + ")",
            "octet_length", text -> "length(" + text + ")"));
  }

  /** The index of a primary key has no name of its own. */
  private static String index(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return hint((upper.endsWith("_PK") ? "constraint=" : "index=") + upper);
  }

  private static String hint(String property) {
    return "--DERBY-PROPERTIES " + property + "\n";
  }

  @Override
  public String migrationFolder() {
    return "derby";
  }

  @Override
  public <T> T choose(Supplier<T> derby, Supplier<T> postgresql) {
    return derby.get();
  }

  @Override
  public boolean readersWaitForWriters() {
    return true;
  }

  @Override
  public boolean cascadesLockTables() {
    return true;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  /** It compares UTF-16 units. */
  @Override
  public String afterAllNames() {
    return "\uFFFF";
  }

  @Override
  boolean skipsDuplicateKeys() {
    return false;
  }

  @Override
  boolean locksRowsOfQueries() {
    return false;
  }

  @Override
  public boolean sendsTogether() {
    return false;
  }
}
