"""Dates: EDTF values (`edtf`), date expressions in prose (`expressions`), typed dates (`typed`)."""
