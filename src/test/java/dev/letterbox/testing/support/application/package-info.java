/** Another application in the same WAR, with resources, a page and transactions of its own. */
package dev.letterbox.testing.support.application;
