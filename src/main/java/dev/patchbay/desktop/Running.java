package dev.patchbay.desktop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Patchbays of these files that run at present, as another program of ours sees them.
public final class Running {
    private final Path first;

    /// @param first the control socket of the first of them
    public Running(Path first) {
        this.first = first;
    }

    /// Tells all of them; answers what each said. Empty if none runs.
    public List<Control.Reply> tell(Control.Word word) {
        List<Control.Reply> replies = new ArrayList<>();
        for (int nth = 1; nth <= Control.SEATS; nth++) {
            ask(Control.seat(first, nth), Control.Request.of(word)).ifPresent(replies::add);
        }
        return replies;
    }

    /// Asks one after another until one can, and answers what that one said, or the last that could
    /// not. Empty if none runs.
    public Optional<Control.Reply> ask(Control.Request request) {
        Optional<Control.Reply> last = Optional.empty();
        for (int nth = 1; nth <= Control.SEATS; nth++) {
            Optional<Control.Reply> reply = ask(Control.seat(first, nth), request);
            if (reply.isPresent() && reply.get().obstacle().isEmpty()) {
                return reply;
            }
            last = reply.isPresent() ? reply : last;
        }
        return last;
    }

    private static Optional<Control.Reply> ask(Path socket, Control.Request request) {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        Optional<SocketChannel> channel = connect(socket);
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        try (var line = new Line(channel.get(), request.word().patience())) {
            line.write(Control.line(request));
            return Control.reply(line.read(Control.LONGEST_REPLY));
        } catch (IOException _) {
            String why = "It did not answer; restart it.";
            return Optional.of(new Control.Reply(0, Optional.of(why), ""));
        }
    }

    /// Nobody behind a socket means that its Patchbay was killed.
    private static Optional<SocketChannel> connect(Path socket) {
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return Optional.of(channel);
            } catch (IOException e) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
