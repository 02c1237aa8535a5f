/** Accounts, tokens and sessions over REST. */
package dev.letterbox.rest.account;
