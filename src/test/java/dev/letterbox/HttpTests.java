package dev.letterbox;

import dev.letterbox.rest.WelcomePageTests;

/** All tests over HTTP, the same for each server. */
interface HttpTests extends WelcomePageTests {}
