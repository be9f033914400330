package dev.patchbay.gui.settings.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Whose;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ClientsViewModelTest {
    private static final Path PROJECT = Path.of("/home/user/project");

    private final SampleConnecting connecting = new SampleConnecting();
    private final ClientsViewModel model =
            new ClientsViewModel(connecting, Errands.atOnce(), SampleWindow.TEXTS);

    ClientsViewModelTest() {
        model.appear();
    }

    private Card card() {
        return model.cardProperty().get();
    }

    @Test
    void nothing_is_changed_before_it_was_seen() {
        model.connect();

        assertEquals(4, model.proposalProperty().get().orElseThrow().lines().size());
        assertEquals("not connected", model.standing(card()));

        model.make();
        assertEquals("connected", model.standing(card()));
        assertFalse(model.canConnect(card()));
        assertTrue(model.saidProperty().get().contains("backups"), model.saidProperty()::get);
    }

    @Test
    void what_was_seen_can_be_left() {
        model.connect();
        model.forget();
        model.make();

        assertEquals("not connected", model.standing(card()));
    }

    @Test
    void a_connected_client_can_be_disconnected() {
        model.connect();
        model.make();
        model.disconnect();
        model.make();

        assertTrue(model.canConnect(card()));
        assertEquals("Done.", model.saidProperty().get());
    }

    @Test
    void a_project_needs_its_folder_first() {
        model.scopeProperty().set(Scope.PROJECT);

        assertTrue(model.needsFolder());
        assertFalse(model.canConnect(card()));
        assertEquals("no folder chosen", model.standing(card()));

        model.choose(PROJECT);
        assertEquals(PROJECT + "/.claude/settings.json", card().file());
        assertTrue(model.canConnect(card()));
    }

    @Test
    void each_file_is_connected_by_itself() {
        model.scopeProperty().set(Scope.PROJECT);
        model.choose(PROJECT);
        model.connect();
        model.make();
        assertEquals("connected", model.standing(card()));

        model.scopeProperty().set(Scope.USER);
        assertEquals("not connected", model.standing(card()));
    }

    @Test
    void another_file_forgets_what_was_shown_of_this_one() {
        model.connect();
        model.scopeProperty().set(Scope.LOCAL);

        assertEquals(Optional.empty(), model.proposalProperty().get());
    }

    @Test
    void what_else_is_connected_can_be_turned_to() {
        Whose other = model.othersProperty().get().getFirst();
        assertEquals("me, in one folder: " + PROJECT, model.word(other));

        model.turnTo(other);
        assertEquals(PROJECT + "/.claude/settings.local.json", card().file());
        assertEquals("connected", model.standing(card()));
        assertEquals(List.of(), model.othersProperty().get());
    }

    @Test
    void a_refusal_is_told_in_its_own_words() {
        var refusing = new ClientsViewModel(new Refusing(), Errands.atOnce(), SampleWindow.TEXTS);
        refusing.connect();

        assertEquals("The file is not ours.", refusing.saidProperty().get());
        assertEquals(Optional.empty(), refusing.proposalProperty().get());
    }

    @Test
    void a_change_of_nothing_is_told() {
        var nothing = new ClientsViewModel(new Content(), Errands.atOnce(), SampleWindow.TEXTS);
        nothing.connect();

        assertEquals("There is nothing to change in its file.", nothing.saidProperty().get());
    }

    /// Refuses every change.
    private static class Refusing implements Connecting {
        @Override
        public Card claude(Whose whose) {
            return new Card("/file", Optional.empty(), List.of());
        }

        @Override
        public Proposal connect(Whose whose) {
            throw new IllegalStateException("The file is not ours.");
        }

        @Override
        public Proposal disconnect(Whose whose) {
            return connect(whose);
        }

        @Override
        public List<Whose> connected() {
            return List.of();
        }

        @Override
        public String lines(Copied client) {
            return "";
        }
    }

    /// Finds everything as it is to be.
    private static final class Content extends Refusing {
        @Override
        public Proposal connect(Whose whose) {
            return new Proposal(List.of(), List.of(), Optional::empty);
        }
    }
}
