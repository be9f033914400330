package dev.patchbay.settings.imports;

/// What happens to a thing of ours where a file brings another one.
public enum Rule {
    KEEP,
    REPLACE
}
