package dev.patchbay.desktop;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// What a window needs of the system. Only Linux can be without it.
public final class ScreenLibraries {
    private record Library(String file, String debian, String others) {}

    private static final Library PANGO =
            new Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "pango");
    private static final Library GTK = new Library("libgtk-3.so.0", "libgtk-3-0", "gtk3");

    private ScreenLibraries() {}

    /// What is missing for windows, and what to install, in one sentence.
    public static Optional<String> missing() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        boolean headless = "Headless".equals(System.getProperty("glass.platform"));
        return linux
                ? missing(headless ? List.of(PANGO) : List.of(PANGO, GTK), ScreenLibraries::loads)
                : Optional.empty();
    }

    private static Optional<String> missing(List<Library> needed, Predicate<String> loads) {
        return needed.stream()
                .filter(library -> !loads.test(library.file()))
                .findFirst()
                .map(
                        library ->
                                "Patchbay's windows need %s, which is not here: install the package %s (on Fedora and Arch: %s)."
                                        .formatted(
                                                library.file(),
                                                library.debian(),
                                                library.others()));
    }

    /// What a system that has only some of these files would be told.
    static Optional<String> missing(Predicate<String> loads) {
        return missing(List.of(PANGO, GTK), loads);
    }

    @SuppressWarnings("restricted") // looked up by its name and let go
    private static boolean loads(String file) {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup(file, arena) != null;
        } catch (IllegalArgumentException _) {
            return false; // it is not there, or needs something that is not
        }
    }
}
