package erp.migrations.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

class ArchiveTest {
    private static final int CHUNK = ArchiveWriter.CHUNK_BYTES;

    @TempDir Path folder;

    private record Written(byte[] bytes, String sha256) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17})
    void what_was_written_is_read(int length) throws IOException {
        for (Seal seal : List.of(Seal.NONE, sealed())) {
            byte[] content = noise(length);
            Written written = write(content, seal);
            assertThat(read(written, seal)).isEqualTo(content);
        }
    }

    @Test
    void repetition_is_compressed() throws IOException {
        assertThat(write(new byte[5 * CHUNK], Seal.NONE).bytes()).hasSizeLessThan(10_000);
    }

    /** With the file's checksum put right, as somebody would who wants to go unseen. */
    @Test
    void sealed_chunks_cannot_be_left_out_moved_or_repeated() throws IOException {
        Seal seal = sealed();
        Written written = write(noise(4 * CHUNK - 1), seal);
        List<byte[]> chunks = chunks(written.bytes());
        assertThat(chunks).hasSize(4);
        List<List<byte[]>> forgeries =
                List.of(
                        chunks.subList(0, 3),
                        List.of(chunks.get(0), chunks.get(2), chunks.get(3)),
                        List.of(chunks.get(0), chunks.get(2), chunks.get(1), chunks.get(3)),
                        List.of(chunks.get(0), chunks.get(0), chunks.get(2), chunks.get(3)));
        for (List<byte[]> forgery : forgeries) {
            assertThatThrownBy(() -> read(forged(forgery), seal)).hasMessageContaining("damaged");
        }
        assertThat(read(forged(chunks), seal)).hasSize(4 * CHUNK - 1);
    }

    @Test
    void a_cut_after_a_whole_chunk_is_found_though_the_last_mark_is_set_on_another()
            throws IOException {
        Seal seal = sealed();
        List<byte[]> chunks = new ArrayList<>(chunks(write(noise(3 * CHUNK), seal).bytes()));
        chunks.removeLast();
        byte[] last = chunks.getLast().clone();
        last[0] |= (byte) 0x80;
        chunks.set(chunks.size() - 1, last);
        assertThatThrownBy(() -> read(forged(chunks), seal))
                .hasMessageContaining("a chunk was changed, or is not where it was");
    }

    @Test
    void two_backups_with_one_key_have_nothing_in_common() throws IOException {
        BackupKey key = BackupKey.create(folder.resolve("key"));
        byte[] one = write(new byte[100], Seal.with(key)).bytes();
        byte[] other = write(new byte[100], Seal.with(key)).bytes();
        assertThat(one).hasSameSizeAs(other).isNotEqualTo(other);
    }

    @Test
    void a_full_disk_under_it_is_told_and_ends_the_work() throws IOException {
        var full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public void write(byte[] some, int offset, int length) throws IOException {
                        if (length > 100) {
                            throw new IOException("No space left on device");
                        }
                    }
                };
        try (var archive = new ArchiveWriter(full, Seal.NONE)) {
            archive.write(noise(CHUNK));
            assertThatThrownBy(archive::finish).hasMessage("No space left on device");
        }
    }

    private Seal sealed() {
        Path file = folder.resolve("key-" + System.nanoTime());
        return Seal.with(BackupKey.create(file));
    }

    private static Written write(byte[] content, Seal seal) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var archive = new ArchiveWriter(out, seal)) {
            archive.write(content);
            String sha256 = archive.finish();
            assertThat(archive.bytes()).isEqualTo(out.size());
            assertThat(archive.plainBytes()).isEqualTo(content.length);
            return new Written(out.toByteArray(), sha256);
        }
    }

    private static byte[] read(Written written, Seal seal) throws IOException {
        try (var archive =
                new ArchiveReader("b", new ByteArrayInputStream(written.bytes()), seal)) {
            byte[] content = archive.readAllBytes();
            archive.finish(written.sha256());
            return content;
        }
    }

    private static List<byte[]> chunks(byte[] file) {
        List<byte[]> chunks = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(file).position(ArchiveWriter.MAGIC.length);
        while (left.hasRemaining()) {
            int length = left.getInt(left.position()) & ~ArchiveWriter.LAST;
            byte[] chunk = new byte[Integer.BYTES + length];
            left.get(chunk);
            chunks.add(chunk);
        }
        return Collections.unmodifiableList(chunks);
    }

    private static Written forged(List<byte[]> chunks) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(ArchiveWriter.MAGIC);
        for (byte[] chunk : chunks) {
            out.write(chunk);
        }
        byte[] bytes = out.toByteArray();
        return new Written(bytes, Digests.hex(Digests.sha256().digest(bytes)));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        RandomGeneratorFactory.of("L64X128MixRandom").create(7).nextBytes(bytes);
        return bytes;
    }
}
