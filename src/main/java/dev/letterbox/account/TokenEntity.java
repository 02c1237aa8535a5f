package dev.letterbox.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A token by which a program logs in as a user. It never changes, is valid while the account is
 * active, and is deleted when it is revoked or the account is erased. Only a digest of the secret
 * is stored.
 */
@Entity(name = "Token")
@Table(name = "lb_api_token")
@NamedQuery(
    name = TokenEntity.DELETE_OF_ACCOUNT,
    query = "delete from Token t where t.account = :account")
@NamedQuery(
    name = TokenEntity.COUNT_OF_ACCOUNT,
    query = "select count(t) from Token t where t.account = :account")
class TokenEntity {

  /** Deletes all tokens of the account {@code account}. */
  static final String DELETE_OF_ACCOUNT = "Token.deleteOfAccount";

  /** Number of tokens of the account {@code account}. */
  static final String COUNT_OF_ACCOUNT = "Token.countOfAccount";

  private static final Pattern ID_FORMAT = Pattern.compile("[0-9a-f-]{36}");

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "account")
  private String account;

  @Column(name = "label")
  private String label;

  @Column(name = "token_hash")
  private String secretHash;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For JPA. */
  protected TokenEntity() {}

  /** A new token of this account. */
  static TokenEntity create(String account, String label, TokenSecret secret, Instant now) {
    TokenEntity token = new TokenEntity();
    token.id = UUID.randomUUID().toString();
    token.account = account;
    token.label = label;
    token.secretHash = secret.hash();
    token.createdAt = now;
    return token;
  }

  /** Whether a token could have this id. */
  static boolean isPossibleId(String id) {
    return id != null && ID_FORMAT.matcher(id).matches();
  }

  String id() {
    return id;
  }

  String account() {
    return account;
  }

  boolean belongsTo(String name) {
    return account.equals(name);
  }
}
