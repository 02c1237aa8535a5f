/** Rules of the source: what packages import, which technology they use, how types are named. */
package dev.letterbox.architecture;
