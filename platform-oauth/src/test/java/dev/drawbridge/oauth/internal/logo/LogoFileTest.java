package dev.drawbridge.oauth.internal.logo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the files that developers send as pictures, and of those that attackers do. */
class LogoFileTest {

    private static final int RED = 0xFFCC0000;

    @Nested
    class Pictures {

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpeg", "gif"})
        @DisplayName("a picture is written anew as a square PNG, whatever it was")
        void everyFormat(String format) throws Exception {
            StoredLogo logo = LogoFile.read(image(format, 600, 600), null);

            assertThat(logo.mediaType()).isEqualTo("image/png");
            BufferedImage square = decoded(logo);
            assertThat(square.getWidth()).isEqualTo(RasterLogo.SIDE);
            assertThat(square.getHeight()).isEqualTo(RasterLogo.SIDE);
            assertThat(square.getRGB(128, 128) >>> 16 & 0xFF).isBetween(0xB8, 0xE0);
        }

        @Test
        @DisplayName("a picture that is not square gets transparent bars")
        void letterboxed() throws Exception {
            BufferedImage square = decoded(LogoFile.read(image("png", 512, 128), null));

            assertThat(square.getWidth()).isEqualTo(256);
            assertThat(square.getHeight()).isEqualTo(256);
            assertThat(square.getRGB(128, 10) >>> 24).isZero();
            assertThat(square.getRGB(128, 128)).isEqualTo(RED);
        }

        @Test
        void aSmallPictureIsNotBlownUp() throws Exception {
            BufferedImage square = decoded(LogoFile.read(image("png", 32, 16), null));

            assertThat(square.getWidth()).isEqualTo(32);
            assertThat(square.getHeight()).isEqualTo(32);
        }

        @Test
        @DisplayName("what was in the file beside the picture is left behind")
        void metadata() throws Exception {
            byte[] file = withChunk(image("png", 64, 64), "tEXt", "Comment\0<script>secret place</script>");

            String kept = new String(LogoFile.read(file, null).content(), StandardCharsets.ISO_8859_1);

            assertThat(kept).doesNotContain("secret place", "<script>");
        }

        @Test
        @DisplayName("the name follows from the content")
        void hash() throws Exception {
            StoredLogo one = LogoFile.read(image("png", 64, 64), null);

            assertThat(LogoFile.read(image("png", 64, 64), null).hash())
                    .isEqualTo(one.hash())
                    .matches("[0-9a-f]{40}");
            assertThat(LogoFile.read(image("png", 65, 64), null).hash()).isNotEqualTo(one.hash());
        }
    }

    @Nested
    class HostileFiles {

        @Test
        @DisplayName("a small file that declares billions of pixels is refused before anything is decoded")
        void declaredPixels() {
            assertThat(refusal(png(60_000, 60_000))).isEqualTo(AppFieldCode.LOGO_TOO_LARGE);
            assertThat(refusal(png(100_000, 1))).isEqualTo(AppFieldCode.LOGO_TOO_LARGE);
            assertThat(refusal(png(Integer.MAX_VALUE, Integer.MAX_VALUE))).isEqualTo(AppFieldCode.LOGO_TOO_LARGE);
            assertThat(refusal(png(-1, 5))).isNotNull();
            assertThat(refusal(png(0, 0))).isEqualTo(AppFieldCode.LOGO_INVALID);
        }

        @Test
        @DisplayName("a picture at the limit is decoded without ever being whole in memory")
        void atTheLimit() throws Exception {
            StoredLogo logo = LogoFile.read(png(4_096, 4_096), null);

            assertThat(decoded(logo).getWidth()).isEqualTo(RasterLogo.SIDE);
        }

        @Test
        @DisplayName("a gif whose screen is huge is judged by the picture in it, a huge picture is refused")
        void gif() throws IOException {
            byte[] huge = image("gif", 16, 16);
            // Width and height of the first frame's descriptor, after header, screen, palette and extension.
            int descriptor = indexOf(huge, (byte) 0x2C);
            for (int i = 5; i <= 8; i++) {
                huge[descriptor + i] = (byte) 0xFF;
            }
            assertThat(refusal(huge)).isEqualTo(AppFieldCode.LOGO_TOO_LARGE);
        }

        @Test
        @DisplayName("text chunks that unpack to gigabytes are never unpacked")
        void compressedText() throws Exception {
            byte[] zeros = deflated(new byte[50_000_000]);
            byte[] body = new byte[zeros.length + 10];
            System.arraycopy("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, body, 0, 9);
            System.arraycopy(zeros, 0, body, 9, zeros.length);

            assertThat(LogoFile.read(withChunk(image("png", 64, 64), "zTXt", body), null)
                            .mediaType())
                    .isEqualTo("image/png");
        }

        @Test
        @DisplayName("of a thousand damaged files each is a picture or refused, and nothing else happens")
        void damaged() throws Exception {
            Random random = new Random(7);
            for (String format : new String[] {"png", "jpeg", "gif"}) {
                byte[] good = image(format, 40, 40);
                for (int i = 0; i < 333; i++) {
                    byte[] bad = Arrays.copyOf(good, random.nextBoolean() ? good.length : random.nextInt(good.length));
                    for (int j = random.nextInt(8); j >= 0 && bad.length > 0; j--) {
                        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                    }
                    AppFieldCode refused = refusal(bad);
                    assertThat(refused).isIn(null, AppFieldCode.LOGO_INVALID, AppFieldCode.LOGO_TOO_LARGE);
                }
            }
        }

        @Test
        void otherFilesAreRefusedWhateverTheySay() {
            for (String text :
                    new String[] {"", "hello", "<html><body onload=alert(1)>", "%PDF-1.7", "RIFF....WEBPVP8 "}) {
                assertThat(refusal(text.getBytes(StandardCharsets.ISO_8859_1)))
                        .as(text)
                        .isEqualTo(AppFieldCode.LOGO_INVALID);
            }
            assertThat(refusal(new byte[StoredLogo.MAX_BYTES + 1])).isEqualTo(AppFieldCode.LOGO_TOO_LARGE);
        }

        @Test
        @DisplayName("a page that begins like a picture loses everything but the picture")
        void polyglot() throws Exception {
            byte[] png = image("png", 20, 20);
            byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
            byte[] both = Arrays.copyOf(png, png.length + page.length);
            System.arraycopy(page, 0, both, png.length, page.length);

            assertThat(new String(LogoFile.read(both, null).content(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("<script>");
        }
    }

    @Nested
    class Svgs {

        private static final String OPEN = "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 8 8\">";

        @Test
        @DisplayName("a drawing is taken as it is")
        void drawing() throws Exception {
            byte[] file = svg(
                    "<defs><linearGradient id='g'><stop offset='0' stop-color='#fff'/></linearGradient></defs>"
                            + "<style>.a{fill:url(#g)}</style><g><path class='a' d='M0 0h8v8z'/><use xlink:href='#g'/></g>");

            StoredLogo logo = LogoFile.read(file, null);

            assertThat(logo.mediaType()).isEqualTo("image/svg+xml");
            assertThat(logo.content()).isEqualTo(file);
        }

        @ParameterizedTest
        @Tag("A-105")
        @DisplayName("an SVG that does more than draw is refused")
        @ValueSource(
                strings = {
                    "<script>alert(1)</script>",
                    "<SCRIPT>alert(1)</SCRIPT>",
                    "<path onclick='alert(1)' d=''/>",
                    "<path ONLOAD='alert(1)' d=''/>",
                    "<a href='javascript:alert(1)'><path d=''/></a>",
                    "<use href='https://evil.test/x.svg#a'/>",
                    "<use xlink:href='//evil.test/x.svg#a'/>",
                    "<use href=' data:image/svg+xml;base64,AAAA'/>",
                    "<image href='https://evil.test/track.png'/>",
                    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
                    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
                    "<animate attributeName='href' to='javascript:alert(1)'/>",
                    "<set attributeName='onclick' to='alert(1)'/>",
                    "<style>@import url(https://evil.test/a.css);</style>",
                    "<style>.a{background:url('https://evil.test/a')}</style>",
                    "<style>.a{background:url(  \"//evil.test/a\")}</style>",
                    "<style>.a{background:\\75rl(//evil.test/a)}</style>",
                    "<path style='fill:url(https://evil.test/a#b)' d=''/>",
                    "<path filter='url(http://evil.test/a#b)' d=''/>",
                    "<?xml-stylesheet href='https://evil.test/a.css'?>",
                    "<handler>alert(1)</handler>"
                })
        void hostile(String inner) {
            assertThat(refusal(svg(inner))).as(inner).isEqualTo(AppFieldCode.LOGO_INVALID);
        }

        @Test
        @Tag("A-105")
        @DisplayName("document types, entities, other encodings, broken and endless documents are refused")
        void documents() {
            String svg = OPEN + "<path d=''/></svg>";
            for (String file : new String[] {
                "<!DOCTYPE svg [<!ENTITY a \"b\">]>" + svg,
                "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://evil.test/x.dtd\">" + svg,
                "<?xml version='1.0' encoding='utf-7'?>" + svg,
                "<?xml version='1.0' encoding='utf-16'?>" + svg,
                OPEN + "&lol;</svg>",
                OPEN,
                "<svg>" + "<path d=''/></svg>",
                "<html xmlns='http://www.w3.org/1999/xhtml'>" + svg + "</html>",
                OPEN + "<g>".repeat(100) + "</g>".repeat(100) + "</svg>",
                OPEN + "<g/>".repeat(30_000) + "</svg>",
            }) {
                assertThat(refusal(file.getBytes(StandardCharsets.UTF_8)))
                        .as(file.substring(0, Math.min(80, file.length())))
                        .isEqualTo(AppFieldCode.LOGO_INVALID);
            }
            assertThat(refusal(svg.getBytes(StandardCharsets.UTF_16))).isEqualTo(AppFieldCode.LOGO_INVALID);
        }

        private byte[] svg(String inner) {
            return (OPEN + inner + "</svg>").getBytes(StandardCharsets.UTF_8);
        }
    }

    private static AppFieldCode refusal(byte[] file) {
        LogoFault fault = catchThrowableOfType(LogoFault.class, () -> LogoFile.read(file, null));
        return fault == null ? null : fault.code();
    }

    private static BufferedImage decoded(StoredLogo logo) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(logo.content()));
    }

    static byte[] image(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, RED);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A PNG of one bit per pixel, all of it zero: it packs a thousandfold. */
    private static byte[] png(int width, int height) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(head);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {1, 0, 0, 0, 0});
            bytes.write(chunk("IHDR", head.toByteArray()));
            boolean real = width > 0 && height > 0 && (long) width * height <= RasterLogo.MAX_PIXELS;
            bytes.write(chunk("IDAT", deflated(new byte[real ? (width / 8 + 1) * height : 10])));
            bytes.write(chunk("IEND", new byte[0]));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withChunk(byte[] png, String type, String text) {
        return withChunk(png, type, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Behind the head, which is 8 + 25 bytes. */
    private static byte[] withChunk(byte[] png, String type, byte[] body) {
        byte[] chunk = chunk(type, body);
        byte[] all = new byte[png.length + chunk.length];
        System.arraycopy(png, 0, all, 0, 33);
        System.arraycopy(chunk, 0, all, 33, chunk.length);
        System.arraycopy(png, 33, all, 33 + chunk.length, png.length - 33);
        return all;
    }

    private static byte[] chunk(String type, byte[] body) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            CRC32 sum = new CRC32();
            sum.update(name);
            sum.update(body);
            out.writeInt(body.length);
            out.write(name);
            out.write(body);
            out.writeInt((int) sum.getValue());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        int at = 0;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
