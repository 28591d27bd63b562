package notebook

import (
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A collector turns what a kernel publishes for one cell into the cell's outputs,
// by the rules of Jupyter's own front ends: adjacent texts of one stream become
// one output, a display that is updated changes in place wherever it was shown,
// and clear_output forgets what was there.
type collector struct {
	outputs  []Output
	displays map[string][]Output // by display id; shared by all cells of a run
	clear    bool                // forget everything when the next output comes
	count    int
}

// bundle is the content of display_data, update_display_data and execute_result.
type bundle struct {
	ExecutionCount int            `json:"execution_count"`
	Data           map[string]any `json:"data"`
	Metadata       map[string]any `json:"metadata"`
	Transient      struct {
		DisplayID string `json:"display_id"`
	} `json:"transient"`
}

// take records a message and returns the output to show now, if there is one.
func (k *collector) take(m *wire.Message) (Output, bool, error) {
	switch m.Header.MsgType {
	case wire.Stream:
		return k.stream(m)
	case wire.DisplayData, wire.ExecuteResult, wire.UpdateDisplayData:
		return k.display(m)
	case wire.Error:
		var content wire.ErrorContent
		if err := readTree(m, &content); err != nil {
			return Output{}, false, err
		}
		o := newError(content.EName, content.EValue, content.Traceback)
		k.add(o)
		return o, true, nil
	case wire.ClearOutput:
		return Output{}, false, k.clearOutput(m)
	case wire.ExecuteInput:
		var content wire.ExecuteInputContent
		err := readTree(m, &content)
		k.count = content.ExecutionCount
		return Output{}, false, err
	}
	return Output{}, false, nil
}

func (k *collector) add(o Output) {
	if k.clear {
		k.outputs, k.clear = nil, false
	}
	k.outputs = append(k.outputs, o)
}

func (k *collector) stream(m *wire.Message) (Output, bool, error) {
	var content wire.StreamContent
	if err := readTree(m, &content); err != nil {
		return Output{}, false, err
	}
	shown := newStream(content.Name, content.Text)
	if last := len(k.outputs) - 1; last >= 0 && !k.clear {
		if name, before := k.outputs[last].Stream(); name == content.Name && k.outputs[last].Type() == streamOutput {
			k.outputs[last].tree["text"] = before + content.Text
			return shown, true, nil
		}
	}
	k.add(newStream(content.Name, content.Text))
	return shown, true, nil
}

func (k *collector) display(m *wire.Message) (Output, bool, error) {
	var content bundle
	if err := readTree(m, &content); err != nil {
		return Output{}, false, err
	}
	joinBundle(content.Data)
	if content.Data == nil {
		content.Data = map[string]any{}
	}
	if content.Metadata == nil {
		content.Metadata = map[string]any{}
	}
	id := content.Transient.DisplayID
	if m.Header.MsgType == wire.UpdateDisplayData {
		for _, o := range k.displays[id] {
			o.tree["data"], o.tree["metadata"] = content.Data, content.Metadata
		}
		return newDisplay(content.Data, content.Metadata), true, nil
	}
	o := newDisplay(content.Data, content.Metadata)
	if m.Header.MsgType == wire.ExecuteResult {
		o = newResult(content.ExecutionCount, content.Data, content.Metadata)
	}
	k.add(o)
	if id != "" {
		k.displays[id] = append(k.displays[id], o)
	}
	return o, true, nil
}

func (k *collector) clearOutput(m *wire.Message) error {
	var content wire.ClearOutputContent
	if err := readTree(m, &content); err != nil {
		return err
	}
	k.clear = content.Wait
	if !content.Wait {
		k.outputs = nil
	}
	return nil
}
