import { render } from 'preact';
import { App } from './App';
import './style.css';
import './theme';

render(<App />, document.body);
