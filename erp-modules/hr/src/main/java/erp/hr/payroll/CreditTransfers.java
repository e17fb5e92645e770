package erp.hr.payroll;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Payments for a bank, as ISO 20022 pain.001.001.09 has them (customer credit transfer initiation),
 * with what SEPA credit transfers need. Pure.
 */
final class CreditTransfers {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final int LONGEST_NAME = 70;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** Whose account is debited. */
    record Debtor(String name, String iban, @Nullable String bic) {}

    /**
     * One payment.
     *
     * @param reference that the recipient sees, at most 35 characters
     */
    record Transfer(
            String reference, String name, String iban, @Nullable String bic, Money amount) {}

    /**
     * All of it.
     *
     * @param message identifies the file to the bank, which takes none twice; at most 35 characters
     * @param text on the statement
     */
    record Batch(
            String message,
            Instant at,
            LocalDate execution,
            Debtor debtor,
            String text,
            List<Transfer> transfers) {
        Batch {
            transfers = List.copyOf(transfers);
        }

        private String total() {
            return transfers.stream()
                    .map(it -> it.amount().amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .toPlainString();
        }
    }

    private final XMLStreamWriter xml;

    private CreditTransfers(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String write(Batch batch) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new CreditTransfers(xml).document(batch);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void document(Batch batch) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        open("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        open("CstmrCdtTrfInitn");
        open("GrpHdr");
        element("MsgId", batch.message());
        element("CreDtTm", TIME.format(batch.at()));
        element("NbOfTxs", Integer.toString(batch.transfers().size()));
        element("CtrlSum", batch.total());
        open("InitgPty");
        element("Nm", name(batch.debtor().name()));
        close(2);
        payment(batch);
        close(2);
        xml.writeEndDocument();
    }

    private void payment(Batch batch) throws XMLStreamException {
        open("PmtInf");
        element("PmtInfId", batch.message());
        element("PmtMtd", "TRF");
        element("BtchBookg", "true");
        element("NbOfTxs", Integer.toString(batch.transfers().size()));
        element("CtrlSum", batch.total());
        open("PmtTpInf");
        open("SvcLvl");
        element("Cd", "SEPA");
        close(1);
        open("CtgyPurp");
        element("Cd", "SALA");
        close(2);
        open("ReqdExctnDt");
        element("Dt", batch.execution().toString());
        close(1);
        open("Dbtr");
        element("Nm", name(batch.debtor().name()));
        close(1);
        account("DbtrAcct", batch.debtor().iban());
        agent("DbtrAgt", batch.debtor().bic(), true);
        element("ChrgBr", "SLEV");
        for (Transfer transfer : batch.transfers()) {
            transfer(transfer, batch.text());
        }
        close(1);
    }

    private void transfer(Transfer transfer, String text) throws XMLStreamException {
        open("CdtTrfTxInf");
        open("PmtId");
        element("EndToEndId", name(transfer.reference()));
        close(1);
        open("Amt");
        open("InstdAmt");
        xml.writeAttribute("Ccy", transfer.amount().currency().getCurrencyCode());
        xml.writeCharacters(transfer.amount().amount().toPlainString());
        close(2);
        agent("CdtrAgt", transfer.bic(), false);
        open("Cdtr");
        element("Nm", name(transfer.name()));
        close(1);
        account("CdtrAcct", transfer.iban());
        open("RmtInf");
        element("Ustrd", name(text));
        close(2);
    }

    private void account(String role, String iban) throws XMLStreamException {
        open(role);
        open("Id");
        element("IBAN", iban);
        close(2);
    }

    /** The bank; where no code of it is known, the payer's has to be named as unknown. */
    private void agent(String role, @Nullable String bic, boolean needed)
            throws XMLStreamException {
        if (bic == null && !needed) {
            return;
        }
        open(role);
        open("FinInstnId");
        if (bic == null) {
            open("Othr");
            element("Id", "NOTPROVIDED");
            close(1);
        } else {
            element("BICFI", bic);
        }
        close(2);
    }

    /** In the characters that every bank takes: accents fall off, others become full stops. */
    static String name(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("Ø", "O")
                        .replace("ł", "l")
                        .replace("Ł", "L")
                        .replace("æ", "ae")
                        .replace("Æ", "AE")
                        .replaceAll("[^A-Za-z0-9/?:().,'+ -]", ".")
                        .strip();
        String whole = plain.isEmpty() ? "." : plain;
        return whole.substring(0, Math.min(whole.length(), LONGEST_NAME)).strip();
    }

    private void open(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    private void close(int elements) throws XMLStreamException {
        for (int i = 0; i < elements; i++) {
            xml.writeEndElement();
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        open(name);
        xml.writeCharacters(text);
        close(1);
    }
}
