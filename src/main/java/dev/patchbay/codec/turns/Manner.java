package dev.patchbay.codec.turns;

/// How a dialect holds a conversation, whoever speaks it.
public enum Manner {
    /// What a tool brought back is a message of its own, of text; a turn has images, and files only
    /// where the recipient says so.
    MESSAGES,
    /// What a tool brought back is a part of the user's turn, with its images and whether it
    /// failed; a turn has files; and it is the user who begins.
    BLOCKS
}
