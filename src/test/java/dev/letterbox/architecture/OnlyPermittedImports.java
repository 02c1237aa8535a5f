package dev.letterbox.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Classes import from these packages and their own only, and together from each of them: a
 * permission that is not used any more is a violation, too.
 */
final class OnlyPermittedImports extends ArchCondition<JavaClass> {

  private final String checked;
  private final String own;
  private final List<String> permitted;
  private final Set<String> unused = new LinkedHashSet<>();

  private OnlyPermittedImports(String checked, String own, String... permitted) {
    super("import only " + String.join(", ", permitted) + ", and each of them");
    this.checked = checked;
    this.own = own;
    this.permitted = List.of(permitted);
  }

  /** Permitted imports of packages of Letterbox; those of other packages are not checked. */
  static OnlyPermittedImports ofLetterbox(String own, String... permitted) {
    return new OnlyPermittedImports(LetterboxPackages.ALL, own, permitted);
  }

  /** Permitted imports of all packages but {@code java}. */
  static OnlyPermittedImports ofAll(String own, String... permitted) {
    return new OnlyPermittedImports("..", own, permitted);
  }

  @Override
  public void init(Collection<JavaClass> classes) {
    unused.clear();
    unused.addAll(permitted);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String imported = dependency.getTargetClass().getBaseComponentType().getPackageName();
      if (!matches(checked, imported) || matches(own, imported) || isOfJava(imported)) {
        continue;
      }
      List<String> used = permitted.stream().filter(each -> matches(each, imported)).toList();
      unused.removeAll(used);
      if (used.isEmpty()) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  @Override
  public void finish(ConditionEvents events) {
    unused.forEach(
        each -> events.add(SimpleConditionEvent.violated(each, own + " never imports " + each)));
  }

  /** Primitive types have no package. */
  private static boolean isOfJava(String name) {
    return name.isEmpty() || matches("java..", name);
  }

  private static boolean matches(String pattern, String name) {
    return PackageMatcher.of(pattern).matches(name);
  }
}
