"""Which text of each file is used, its own or that of OCR, why, and how a reviewer chooses otherwise."""

from reviewer.ui.layers.dialog import LayersDialog
from reviewer.ui.layers.wiring import LayerChoice, add_layers, layers_of

__all__ = ["LayerChoice", "LayersDialog", "add_layers", "layers_of"]
