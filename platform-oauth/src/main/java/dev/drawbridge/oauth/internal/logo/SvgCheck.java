package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.oauth.AppFieldCode;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Takes an SVG only if it draws and does nothing else: no script, no event handler, no animation, no link, nothing of HTML,
 * nothing that is loaded from elsewhere, no document type and so no entities. It is refused rather than repaired: what is
 * served is what was checked. Even so it is served in a sandbox. Pure.
 */
final class SvgCheck {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 20_000;

    /** The elements that draw (SVG 2), in lower case: everything else of this namespace is refused. */
    private static final Set<String> DRAWING = Set.of(
            "svg",
            "g",
            "defs",
            "symbol",
            "use",
            "title",
            "desc",
            "metadata",
            "style",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "textpath",
            "lineargradient",
            "radialgradient",
            "stop",
            "pattern",
            "clippath",
            "mask",
            "marker",
            "switch",
            "view",
            "filter",
            "feblend",
            "fecolormatrix",
            "fecomponenttransfer",
            "fecomposite",
            "feconvolvematrix",
            "fediffuselighting",
            "fedisplacementmap",
            "fedistantlight",
            "fedropshadow",
            "feflood",
            "fefunca",
            "fefuncb",
            "fefuncg",
            "fefuncr",
            "fegaussianblur",
            "femerge",
            "femergenode",
            "femorphology",
            "feoffset",
            "fepointlight",
            "fespecularlighting",
            "fespotlight",
            "fetile",
            "feturbulence");

    /** What drawing programs leave: inert in every browser. */
    private static final Set<String> INERT = Set.of(
            "http://www.inkscape.org/namespaces/inkscape",
            "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "http://purl.org/dc/elements/1.1/",
            "http://creativecommons.org/ns#");

    /** Escapes of CSS could spell any of it, so there are none. */
    private static final Pattern LOADS = Pattern.compile("(?is)@import|expression\\s*\\(|-moz-binding|behavior\\s*:"
            + "|javascript:|\\\\|url\\s*+\\(\\s*+['\"]?+\\s*+(?!#)");

    private SvgCheck() {}

    /**
     * Checks a file.
     *
     * @param file what was sent
     * @throws LogoFault if it is no SVG, or does more than draw
     */
    static void check(byte[] file) throws LogoFault {
        try {
            read(text(file));
        } catch (XMLStreamException | CharacterCodingException e) {
            throw fault("The SVG is not well-formed XML in UTF-8 without a document type.");
        }
    }

    private static String text(byte[] file) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(file))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void read(String text) throws XMLStreamException, LogoFault {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        requireUtf8(reader);
        int depth = 0;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    elements++;
                    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
                        throw fault("The SVG has too many elements.");
                    }
                    element(reader, depth == 1);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    harmless(reader.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw fault("The SVG has a document type or an instruction. Remove it.");
            }
        }
        if (elements == 0) {
            throw fault("This is not an SVG.");
        }
    }

    /** A browser would read the same bytes as other characters. */
    private static void requireUtf8(XMLStreamReader reader) throws LogoFault {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("utf-8")) {
            throw fault("Save the SVG in UTF-8.");
        }
    }

    private static void element(XMLStreamReader reader, boolean root) throws LogoFault {
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        String name = reader.getLocalName();
        boolean draws = namespace.equals(SVG) && DRAWING.contains(name.toLowerCase(Locale.ROOT));
        if (root && !(draws && name.equals("svg"))) {
            throw fault("This is not an SVG.");
        }
        if (!draws && !INERT.contains(namespace)) {
            throw fault("The SVG has an element that does more than draw. Remove <" + clip(name) + ">.");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    private static void attribute(String name, String value) throws LogoFault {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean link = lower.equals("href") || lower.equals("src") || lower.equals("base");
        if (lower.startsWith("on") || (link && !value.strip().startsWith("#"))) {
            throw fault("The SVG has an attribute that does more than draw. Remove " + clip(name) + ".");
        }
        harmless(value);
    }

    private static void harmless(String text) throws LogoFault {
        if (LOADS.matcher(text).find()) {
            throw fault("The SVG loads something from elsewhere. Put it into the file, or leave it out.");
        }
    }

    private static String clip(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40);
    }

    private static LogoFault fault(String message) {
        return new LogoFault(AppFieldCode.LOGO_INVALID, message);
    }
}
