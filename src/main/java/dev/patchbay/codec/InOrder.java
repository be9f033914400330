package dev.patchbay.codec;

import dev.patchbay.hub.Event;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Tells one thing after the other although a backend may send several at once.
///
/// Text and thinking pass straight through until the first tool call begins. From then on
/// everything stands in line in the order in which it began: the head of the line is told as it
/// grows, the others collect what they get. A call gives way when its input is whole and something
/// stands behind it, at the latest when the answer ends.
///
/// Blanks alone open nothing: they wait until real text of their kind follows, and are dropped if
/// it does not.
public final class InOrder {
    /// Why the answer ended, as far as unfinished input is concerned.
    public enum Ending {
        /// Everything was meant to be whole.
        DONE,
        /// A limit cut the answer off.
        CUT
    }

    /// Something that stands in line.
    public interface Item {
        /// Tells what of it can be told by now.
        void tell(OpenBlock block, Consumer<Event> out);

        boolean givesWay(boolean followed);

        void finish(Ending ending, OpenBlock block, Consumer<Event> out);
    }

    private enum Kind {
        TEXT,
        THINKING
    }

    private final OpenBlock block;
    private final ArrayDeque<Item> line = new ArrayDeque<>();
    private final StringBuilder blanks = new StringBuilder();
    private Kind blanksKind = Kind.TEXT;

    public InOrder(OpenBlock block) {
        this.block = block;
    }

    public void text(String more, Consumer<Event> out) {
        say(Kind.TEXT, more, out);
    }

    public void thinking(String more, Consumer<Event> out) {
        say(Kind.THINKING, more, out);
    }

    /// Whether nothing stands in line.
    public boolean isFree() {
        return line.isEmpty();
    }

    /// A new item begins, behind everything that began before it.
    public void begin(Item item, Consumer<Event> out) {
        blanks.setLength(0);
        line.add(item);
        advance(out);
    }

    /// An item in line may have something to tell.
    public void grew(Item item, Consumer<Event> out) {
        if (item.equals(line.peek())) {
            advance(out);
        }
    }

    /// The answer is over: finishes everything in its order and leaves no block open.
    public void end(Ending ending, Consumer<Event> out) {
        while (!line.isEmpty()) {
            line.remove().finish(ending, block, out);
        }
        if (!block.isUsed() && blanksKind == Kind.TEXT) {
            block.text(blanks.toString(), out);
        }
        block.close(out);
    }

    private void say(Kind kind, String more, Consumer<Event> out) {
        if (more.isEmpty()) {
            return;
        }
        if (isOpen(kind)) {
            saySo(kind, more, out);
        } else if (more.isBlank()) {
            hold(kind, more);
        } else {
            var all = blanksKind == kind && !blanks.isEmpty() ? blanks + more : more;
            blanks.setLength(0);
            saySo(kind, all, out);
        }
    }

    private boolean isOpen(Kind kind) {
        if (!line.isEmpty()) {
            return line.peekLast() instanceof Said said && said.kind == kind;
        }
        return kind == Kind.TEXT ? block.isText() : block.isThinking();
    }

    private void hold(Kind kind, String more) {
        if (blanksKind != kind) {
            blanks.setLength(0);
            blanksKind = kind;
        }
        blanks.append(more);
    }

    private void saySo(Kind kind, String more, Consumer<Event> out) {
        if (line.isEmpty()) {
            tell(kind, more, block, out);
        } else if (line.peekLast() instanceof Said said && said.kind == kind) {
            said.text.append(more);
        } else {
            var said = new Said(kind);
            said.text.append(more);
            line.add(said);
            advance(out);
        }
    }

    private void advance(Consumer<Event> out) {
        while (!line.isEmpty()) {
            var head = line.element();
            head.tell(block, out);
            if (!head.givesWay(line.size() > 1)) {
                return;
            }
            line.remove();
            head.finish(Ending.DONE, block, out);
        }
    }

    private static void tell(Kind kind, String more, OpenBlock block, Consumer<Event> out) {
        switch (kind) {
            case TEXT -> block.text(more, out);
            case THINKING -> block.thinking(more, out);
        }
    }

    /// Text or thinking that came while a call before it was unfinished.
    private static final class Said implements Item {
        private final Kind kind;
        private final StringBuilder text = new StringBuilder();

        Said(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void tell(OpenBlock block, Consumer<Event> out) {}

        @Override
        public boolean givesWay(boolean followed) {
            return true;
        }

        @Override
        public void finish(Ending ending, OpenBlock block, Consumer<Event> out) {
            InOrder.tell(kind, text.toString(), block, out);
        }
    }
}
