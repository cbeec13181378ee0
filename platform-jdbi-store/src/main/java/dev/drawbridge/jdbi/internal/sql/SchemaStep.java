package dev.drawbridge.jdbi.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One numbered SQL file, as one database gets it.
 *
 * @param version the number in the file's name
 * @param file the file's name, {@code V001__what.sql}
 * @param sql the statements for this database
 * @param checksum SHA-256 of the statements, in hex
 */
public record SchemaStep(int version, String file, String sql, String checksum) {

    private static final String FOLDER = "schema/";
    private static final String CLASS_PATH = "dev/drawbridge/jdbi/";

    /** Reads a file of this folder on the class path. */
    static SchemaStep read(Dialect dialect, String file) {
        try (InputStream in = SchemaStep.class.getResourceAsStream("/" + CLASS_PATH + FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: " + CLASS_PATH + FOLDER + file);
            }
            return of(dialect, file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaStep of(Dialect dialect, String file, String text) {
        String sql = DialectMarks.resolve(text, dialect.name());
        return new SchemaStep(Integer.parseInt(file.substring(1, 4)), file, sql, sha256(sql));
    }

    /** Where the file is on the class path. */
    String path() {
        return CLASS_PATH + FOLDER + file;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
