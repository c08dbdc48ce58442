"""The framework matrix as a workbook for Excel, LibreOffice and the like."""
