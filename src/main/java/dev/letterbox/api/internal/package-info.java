/** What classes of the api share. Callers do not use it. */
package dev.letterbox.api.internal;
