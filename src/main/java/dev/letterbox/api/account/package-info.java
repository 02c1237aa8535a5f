/** Accounts of the built-in directory, their tokens and sessions. */
package dev.letterbox.api.account;
