package dev.patchbay.desktop;

/// What the desktop is to tell a person who looks elsewhere.
///
/// @param about one that is about the same takes the place of the one before
/// @param urgent whether it wants something of that person
public record Notice(String about, String title, String text, boolean urgent) {}
