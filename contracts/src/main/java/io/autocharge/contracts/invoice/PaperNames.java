package io.autocharge.contracts.invoice;

/** How those who are named on the papers of an invoice are called there, whatever they are called later. */
public record PaperNames(String partnerName, String customerName, String invoiceNumber) {}
