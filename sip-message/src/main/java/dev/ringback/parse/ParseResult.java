package dev.ringback.parse;

/// What parsing gives: a message, or what is wrong. Bad input is normal and never an exception.
public sealed interface ParseResult permits Parsed, Malformed {}
