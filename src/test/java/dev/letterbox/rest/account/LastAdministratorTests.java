package dev.letterbox.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One active administrator remains, whatever administrators do. */
class LastAdministratorTests extends InServerTestBase {

  private static final String NO_ADMIN = "{\"roles\":[\"user\"]}";
  private static final String INACTIVE = "{\"active\":false}";

  private String ann;
  private String ben;
  private List<String> others;

  @BeforeEach
  void leaveTwoAdministrators() {
    others =
        database()
            .sql(
                """
                select a.name from lb_account a join lb_account_role r on r.account = a.name
                where r.role = 'admin' and a.active = true
                """)
            .list(row -> row.getString("name"));
    ann = createAdministrator("ann");
    ben = createAdministrator("ben");
    others.forEach(name -> setActive(name, false));
  }

  private String createAdministrator(String prefix) {
    String name = users().createWithDemoPassword(prefix);
    sql().update("insert into lb_account_role (account, role) values (?, 'admin')", name);
    return name;
  }

  private void setActive(String name, boolean active) {
    sql().update("update lb_account set active = ? where name = ?", active, name);
  }

  @AfterEach
  void restoreAdministrators() {
    others.forEach(name -> setActive(name, true));
    Stream.of(ann, ben).forEach(name -> setActive(name, false));
  }

  private HttpResponse<String> change(String caller, String name, String json) throws Exception {
    return TestHttpClient.at(base()).as(caller).send("PATCH", "api/accounts/" + name, json);
  }

  private static void assertLast(HttpResponse<String> response) {
    assertEquals(409, response.statusCode(), response.body());
    assertTrue(response.body().contains("It is the last active administrator."), response.body());
  }

  @Test
  void last_administrator_keeps_the_role_the_account_and_the_data() throws Exception {
    assertEquals(200, change(ann, ben, NO_ADMIN).statusCode());
    assertLast(change(ann, ann, NO_ADMIN));
    assertLast(change(ann, ann, INACTIVE));
    assertLast(TestHttpClient.at(base()).as(ann).send("POST", "api/accounts/" + ann + "/erase"));
    assertEquals(200, change(ann, ann, "{\"display_name\":\"Ann\"}").statusCode());
    assertEquals(200, change(ann, ben, INACTIVE).statusCode(), "no administrator any more");
  }

  @Test
  void two_administrators_can_not_remove_each_other_at_the_same_time() throws Exception {
    List<HttpResponse<String>> responses =
        ConcurrentRun.all(
            List.of(() -> change(ann, ben, INACTIVE), () -> change(ben, ann, NO_ADMIN)));
    assertEquals(
        1,
        tables()
            .selectNumber(
                "select count(*) from lb_account a join lb_account_role r on r.account = a.name"
                    + " where r.role = 'admin' and a.active = true"),
        responses.toString());
    assertEquals(
        1,
        responses.stream().filter(each -> each.statusCode() == 200).count(),
        responses.toString());
  }
}
