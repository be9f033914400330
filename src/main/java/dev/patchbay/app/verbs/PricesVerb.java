package dev.patchbay.app.verbs;

import dev.patchbay.app.house.KeptPrices;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.journal.Journal;
import dev.patchbay.ledger.PriceBook;
import dev.patchbay.ledger.PriceFile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/// Takes newer prices from a file.
final class PricesVerb {
    private final CommandLine line;
    private final AppPaths paths;
    private final PrintStream out;
    private final PrintStream err;

    PricesVerb(CommandLine line, AppPaths paths, PrintStream out, PrintStream err) {
        this.line = line;
        this.paths = paths;
        this.out = out;
        this.err = err;
    }

    boolean run() throws Misuse, IOException {
        if (line.words().size() != 2 || !line.words().getFirst().equals("import")) {
            throw new Misuse("`patchbay prices` knows one thing to do: import FILE.");
        }
        Path found = Path.of(line.words().get(1));
        var kept = new KeptPrices(paths.ready().pricesFile(), new Journal());
        try {
            tell(kept.bring(found, LocalDate.now(ZoneId.systemDefault())));
            return true;
        } catch (NoSuchFileException _) {
            err.printf("There is no file %s.%n", found);
        } catch (PriceFile.Unreadable e) {
            err.printf("%s brings no prices. %s%n", found, e.message());
        }
        return false;
    }

    private void tell(PriceBook book) {
        out.printf(
                Locale.ROOT,
                "Took the prices of %,d models at %d services, as of %s.%n",
                book.models(),
                book.services(),
                book.asOf());
        PriceBook shipped = PriceBook.shipped();
        if (book.asOf().isBefore(shipped.asOf())) {
            out.printf("Patchbay came with newer ones, of %s, which stay first.%n", shipped.asOf());
        }
    }
}
