/// What protects the server from sources that send too much or guess: how often a source may ask,
/// which are banned, and tables whose memory is fixed. Pure: the time comes as an argument. Any
/// thread, without locks.
@NullMarked
package dev.ringback.guard;

import org.jspecify.annotations.NullMarked;
