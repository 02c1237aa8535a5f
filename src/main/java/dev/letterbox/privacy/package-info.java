/**
 * Export and erasure of a user's data. Decides the order and the JSON; the packages that own the
 * tables read, lock and delete the rows.
 */
package dev.letterbox.privacy;
