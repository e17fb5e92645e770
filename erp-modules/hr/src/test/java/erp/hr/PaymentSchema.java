package erp.hr;

import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

/**
 * What a payment file must be: the part of pain.001.001.09 that it uses, with the order, the
 * lengths and the values that the standard prescribes, and nothing else. A file that is valid here
 * is valid by the whole schema.
 */
final class PaymentSchema {
    private PaymentSchema() {}

    /** What is wrong with it; empty where nothing is. */
    static String errors(String xml) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            Schema schema =
                    factory.newSchema(PaymentSchema.class.getResource("pain.001.001.09-part.xsd"));
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
            return "";
        } catch (SAXException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
