package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.oauth.AppFieldCode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes a PNG, JPEG or GIF (its first picture) and writes it anew as a square PNG of at most {@value #SIDE} pixels, with
 * transparent bars where it is not square. Metadata and whatever else was in the file is left behind. Thread-safe.
 *
 * <p>The size that the file declares is read before anything is decoded, and large pictures are thinned out while they are
 * decoded, so that no file takes more than some 20 MB. Only the decoders of the JDK are used, whatever a host has installed.
 */
final class RasterLogo {

    /** Pixels of a side of the result, at most. */
    static final int SIDE = 256;

    /** Pixels of a side that is decoded, at most. */
    static final int MAX_SIDE = 8_192;

    /** Pixels that are decoded, at most. */
    static final int MAX_PIXELS = 16 * 1024 * 1024;

    private static final String JDK = "java.desktop";

    private RasterLogo() {}

    /**
     * Makes the picture.
     *
     * @param format of ImageIO: png, jpeg or gif
     * @param file what was sent
     * @return a PNG
     * @throws LogoFault if the file is none of its format, is damaged or has too many pixels
     */
    static byte[] png(String format, byte[] file) throws LogoFault {
        try {
            return write(square(read(format, file)));
        } catch (IOException | RuntimeException e) {
            // The decoders fail in many ways on files that were made to make them fail.
            throw new LogoFault(AppFieldCode.LOGO_INVALID, "The image is damaged, or of a kind that is not supported.");
        }
    }

    private static BufferedImage read(String format, byte[] file) throws IOException, LogoFault {
        ImageReader reader = reader(format);
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < 1 || height < 1) {
                throw new IOException("An image without pixels");
            }
            if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
                throw new LogoFault(
                        AppFieldCode.LOGO_TOO_LARGE,
                        "The image has too many pixels. Use one of 512 by 512 pixels, for example.");
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (JDK.equals(reader.getClass().getModule().getName())) {
                return reader;
            }
        }
        throw new IOException("This JDK has no reader for " + format);
    }

    private static BufferedImage square(BufferedImage image) {
        int longer = Math.max(image.getWidth(), image.getHeight());
        int side = Math.min(SIDE, longer);
        int width = Math.max(1, Math.round((float) image.getWidth() * side / longer));
        int height = Math.max(1, Math.round((float) image.getHeight() * side / longer));
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = square.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, (side - width) / 2, (side - height) / 2, width, height, null);
        } finally {
            graphics.dispose();
        }
        return square;
    }

    private static byte[] write(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (JDK.equals(writer.getClass().getModule().getName())) {
                try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
                    writer.setOutput(output);
                    writer.write(image);
                } finally {
                    writer.dispose();
                }
                return bytes.toByteArray();
            }
        }
        throw new IOException("This JDK has no writer for png");
    }
}
