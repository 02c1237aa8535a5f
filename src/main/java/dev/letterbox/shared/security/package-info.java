/** Sessions, credentials and keyed digests that several packages use. */
package dev.letterbox.shared.security;
