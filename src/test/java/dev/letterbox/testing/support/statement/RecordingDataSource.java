package dev.letterbox.testing.support.statement;

import dev.letterbox.shared.jdbc.LetterboxDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;

/**
 * The data source of the shipped WAR; it reports statements to {@link StatementRecorder}, except
 * those by which the pool of the server checks connections ({@code isValid}).
 */
public class RecordingDataSource extends LetterboxDataSource {

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return recording(XAConnection.class, super.getXAConnection(), "", null);
  }

  private static <T> T recording(Class<T> type, Object target, String sql, Object parent) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            new RecordingHandler(target, sql, parent)));
  }

  /**
   * Wraps a pooled connection, a connection or a statement.
   *
   * @param sql the text of a prepared statement
   * @param parent the connection of a statement
   */
  private record RecordingHandler(Object target, String sql, Object parent)
      implements InvocationHandler {

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
          StatementRecorder.append(sqlOf(arguments));
          StatementRecorder.throwIfRefused(sqlOf(arguments));
        }
      }
      return wrapResult(proxy, method, arguments, invokeTarget(method, arguments));
    }

    private String sqlOf(Object[] arguments) {
      return arguments != null && arguments[0] instanceof String text ? text : sql;
    }

    private Object invokeTarget(Method method, Object[] arguments) throws Throwable {
      Recording before = StatementRecorder.current();
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        if (method.getName().equals("isValid")) {
          StatementRecorder.reset(before);
        }
      }
    }

    private static Object wrapResult(
        Object proxy, Method method, Object[] arguments, Object result) {
      Class<?> type = method.getReturnType();
      if (type == Connection.class) {
        return recording(type, result, "", null);
      }
      if (Statement.class.isAssignableFrom(type) && proxy instanceof Connection) {
        String sql = arguments != null && arguments[0] instanceof String text ? text : "";
        return recording(type, result, sql, proxy);
      }
      return result;
    }
  }
}
