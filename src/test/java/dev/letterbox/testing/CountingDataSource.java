package dev.letterbox.testing;

import dev.letterbox.shared.LetterboxDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;

/**
 * The data source of the shipped WAR, whose statements are told to {@link Statements}. What the
 * server's pool does to keep its connections alive ({@code isValid}) is not counted.
 */
public class CountingDataSource extends LetterboxDataSource {

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return counted(XAConnection.class, super.getXAConnection(), "", null);
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return counted(XAConnection.class, super.getXAConnection(user, password), "", null);
  }

  private static <T> T counted(Class<T> type, Object target, String sql, Object parent) {
    return type.cast(
        Proxy.newProxyInstance(
            CountingDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            new Counted(target, sql, parent)));
  }

  /**
   * Stands before a pooled connection, a connection or a statement.
   *
   * @param sql what a prepared statement was prepared with
   * @param parent the counted connection of a statement
   */
  private record Counted(Object target, String sql, Object parent) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("equals")) {
        return proxy == arguments[0];
      }
      if (target instanceof Statement) {
        if (method.getName().equals("getConnection")) {
          return parent;
        }
        if (method.getName().startsWith("execute")) {
          Statements.add(text(arguments));
          Statements.refuse(text(arguments));
        }
      }
      return wrapped(proxy, method, arguments, invoked(method, arguments));
    }

    private String text(Object[] arguments) {
      return arguments != null && arguments[0] instanceof String text ? text : sql;
    }

    private Object invoked(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static Object wrapped(Object proxy, Method method, Object[] arguments, Object result) {
      Class<?> type = method.getReturnType();
      if (type == Connection.class) {
        return counted(type, result, "", null);
      }
      if (Statement.class.isAssignableFrom(type) && proxy instanceof Connection) {
        String sql = arguments != null && arguments[0] instanceof String text ? text : "";
        return counted(type, result, sql, proxy);
      }
      return result;
    }
  }
}
