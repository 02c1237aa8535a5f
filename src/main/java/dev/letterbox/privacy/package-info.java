/** Export and erasure of a user's data. */
package dev.letterbox.privacy;
