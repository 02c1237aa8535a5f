/** The operations of a sequence, and the model that states their expected results in memory. */
package dev.letterbox.modelbased.model;
