package dev.patchbay.proxy.door;

import org.xnio.conduits.StreamSourceConduit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that came over a connection and may not go on yet. While there are none, it holds no
/// memory.
final class Waiting {
    private static final int ROOM = 2 * 1024;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer room = NONE;
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    ByteBuffer bytes() {
        return room;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void add(ByteBuffer bytes, int start, int end) {
        makeRoom(end - start);
        room.put(to, bytes, start, end - start);
        to += end - start;
    }

    /// Puts bytes before those that wait.
    void giveBack(ByteBuffer bytes, int start, int end) {
        var rest = new Waiting();
        rest.add(bytes, start, end);
        rest.add(room, from, to);
        room = rest.room;
        from = rest.from;
        to = rest.to;
    }

    /// Only these wait from now on.
    void replace(byte[] bytes) {
        room = ByteBuffer.wrap(bytes);
        from = 0;
        to = bytes.length;
    }

    void clear() {
        room = NONE;
        from = 0;
        to = 0;
    }

    /// Reads once; answers what reading does.
    int readFrom(StreamSourceConduit source) throws IOException {
        makeRoom(1);
        room.limit(room.capacity()).position(to);
        int count = source.read(room);
        to += Math.max(count, 0);
        return count;
    }

    /// Lets some go on.
    int give(ByteBuffer into) {
        int count = Math.min(into.remaining(), size());
        into.put(into.position(), room, from, count);
        into.position(into.position() + count);
        from += count;
        if (isEmpty()) {
            clear();
        }
        return count;
    }

    private void makeRoom(int more) {
        if (to + more <= room.capacity()) {
            return;
        }
        var larger = ByteBuffer.allocate(Math.max(ROOM, 2 * (size() + more)));
        larger.put(0, room, from, size());
        to -= from;
        from = 0;
        room = larger;
    }
}
